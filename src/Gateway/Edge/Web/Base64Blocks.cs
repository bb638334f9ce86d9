using System.Buffers;
using System.Buffers.Text;

namespace GroupChat.Gateway.Edge.Web;

/// <summary>Writes bytes as one padded block of base64, piece by piece, so that a large message needs no large buffer.</summary>
internal static class Base64Blocks
{
    // A multiple of three, so that only the last piece is padded.
    private const int PieceLength = 3 * 1024;

    public static void Write(IBufferWriter<byte> target, ReadOnlySequence<byte> bytes)
    {
        Span<byte> piece = stackalloc byte[PieceLength];
        while (bytes.Length > 0)
        {
            var length = (int)Math.Min(PieceLength, bytes.Length);
            bytes.Slice(0, length).CopyTo(piece);
            Base64.EncodeToUtf8(piece[..length], target.GetSpan(Base64.GetMaxEncodedToUtf8Length(length)), out _, out var written);
            target.Advance(written);
            bytes = bytes.Slice(length);
        }
    }
}
