namespace GroupChat.Documents.Detection;

/// <summary>
/// Names the type of well-known binary content by its first bytes, so that a refusal can say what it refused. Anything
/// not listed here is still caught as binary by the strict decoder.
/// </summary>
internal static class BinarySignatures
{
    private static readonly (byte[] Prefix, string Type)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ("PK\u0003\u0004"u8.ToArray(), "application/zip"),
        ("PK\u0005\u0006"u8.ToArray(), "application/zip"),
        ("PK\u0007\u0008"u8.ToArray(), "application/zip"),
        ("{\\rtf"u8.ToArray(), "application/rtf"),
        ("%!PS"u8.ToArray(), "application/postscript"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        ([0x1F, 0x8B], "application/gzip"),
        ([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26], "application/x-bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "application/zstd"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "application/vnd.rar"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        ([0x7F, 0x45, 0x4C, 0x46], "application/x-elf"),
        ([0x4D, 0x5A, 0x90, 0x00], "application/vnd.microsoft.portable-executable"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "application/java-vm"),
        ([0x00, 0x61, 0x73, 0x6D], "application/wasm"),
        ("SQLite format 3\0"u8.ToArray(), "application/vnd.sqlite3"),
        ("ID3\u0002"u8.ToArray(), "audio/mpeg"),
        ("ID3\u0003"u8.ToArray(), "audio/mpeg"),
        ("ID3\u0004"u8.ToArray(), "audio/mpeg"),
        ("OggS\0"u8.ToArray(), "application/ogg"),
        ("fLaC\0"u8.ToArray(), "audio/flac"),
        ("wOF2"u8.ToArray(), "font/woff2"),
        ("wOFF"u8.ToArray(), "font/woff"),
    ];

    /// <summary>The media type, or null when the content begins like no known binary.</summary>
    public static string? Find(ReadOnlySpan<byte> content)
    {
        foreach (var (prefix, type) in Known)
        {
            if (content.StartsWith(prefix))
                return type == "application/zip" ? Zip(content) : type;
        }
        return Container(content);
    }

    /// <summary>Office documents and e-books are zip files whose first entry gives them away.</summary>
    private static string Zip(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 4096)];
        if (head.IndexOf("mimetypeapplication/epub+zip"u8) >= 0)
            return "application/epub+zip";
        if (head.IndexOf("mimetypeapplication/vnd.oasis.opendocument.text"u8) >= 0)
            return "application/vnd.oasis.opendocument.text";
        if (head.IndexOf("word/"u8) >= 0)
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        if (head.IndexOf("xl/"u8) >= 0)
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return head.IndexOf("ppt/"u8) >= 0
            ? "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            : "application/zip";
    }

    private static string? Container(ReadOnlySpan<byte> content)
    {
        if (content.Length < 12)
            return null;
        if (content.StartsWith("RIFF"u8))
        {
            var kind = content[8..12];
            return kind.SequenceEqual("WEBP"u8) ? "image/webp" : kind.SequenceEqual("WAVE"u8) ? "audio/wav" : null;
        }
        return content[4..8].SequenceEqual("ftyp"u8) ? "video/mp4" : null;
    }
}
