/** Files as tests make them: a PDF of one page, an archive, a document of Word. */
import { crc32, deflateRawSync } from 'node:zlib'

/**
 * A PDF of one page with this content, in a font of Chinese that is not part of the file, encoded as GBK; `filter` says
 * how the content is packed.
 */
export function smallPdf(content: string, filter = ''): Uint8Array {
  const font = '/Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H'
  const system = '/Registry (Adobe) /Ordering (GB1) /Supplement 2'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} ${filter} >>\nstream\n${content}\nendstream`,
    `<< ${font} /DescendantFonts [6 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << ${system} >> /DW 1000 >>`,
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const [size, table] = [objects.length + 1, file.length]
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\n`
  return new Uint8Array(Buffer.from(`${file}startxref\n${table}\n%%EOF\n`, 'latin1'))
}

/** An archive of one file. */
export function archive(name: string, bytes: Uint8Array): Uint8Array {
  const [named, packed] = [Buffer.from(name), deflateRawSync(bytes)]
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(bytes), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(bytes.length, 18)
  common.writeUInt16LE(named.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, named, packed])
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), common, Buffer.alloc(14), named])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, central, end]))
}

/** A document of Word with this body, in WordprocessingML. */
export function smallDocx(body: string): Uint8Array {
  const xml = `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`
  return archive('word/document.xml', new TextEncoder().encode(xml))
}
