using System.Text;

namespace GroupChat.Documents.Text;

/// <summary>
/// The text of a document in the one form that is stored, cut, quoted and checked: UTF-8, LF line ends, no control
/// characters but tab. Every place in a document, in storage and in the contract, is a byte offset into it.
/// </summary>
internal sealed class CanonicalText
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;

    private CanonicalText(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public int Length => _bytes.Length;

    /// <summary>True when there is nothing in it to read.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(ToString());

    /// <summary>Normalises decoded text. Lone surrogates, which no valid encoding yields, are an ArgumentException.</summary>
    public static CanonicalText From(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (c is '\f' or '\v')
                clean.Append('\n');
            else if (c is '\n' or '\t' || c >= ' ' && c != '\u007F')
                clean.Append(c);
        }
        return new(Utf8.GetBytes(clean.ToString()));
    }

    /// <summary>Takes over bytes that were canonical when they were stored.</summary>
    public static CanonicalText FromStored(byte[] bytes) => new(bytes);

    public string Slice(ByteRange range) => Utf8.GetString(_bytes, range.Start, range.Length);

    public byte[] ToArray() => _bytes;

    public override string ToString() => Utf8.GetString(_bytes);
}
