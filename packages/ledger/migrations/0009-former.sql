-- Records of packages and agreements as former entries said them, in the words of today: what was not said is null.
update record set value = value || '{"name": null, "signedOn": null, "place": null, "replaces": null}'
where kind = 'package' and not value ? 'replaces';
update record set value = (value - 'date') || jsonb_build_object(
  'signedOn', value -> 'date', 'inForce', null, 'expires', null, 'follows', null, 'replaces', null,
  'parties', (
    select coalesce(jsonb_agg(
      jsonb_build_object('side', null, 'organisation', jsonb_build_object('name', name, 'code', null)) order by place
    ), '[]')
    from jsonb_array_elements(value -> 'parties') with ordinality as listed(name, place)
  ),
  'signatories', (
    select coalesce(jsonb_agg(jsonb_build_object('name', name, 'post', null, 'side', null) order by place), '[]')
    from jsonb_array_elements(value -> 'signatories') with ordinality as listed(name, place)
  )
)
where kind = 'agreement' and not value ? 'replaces';
