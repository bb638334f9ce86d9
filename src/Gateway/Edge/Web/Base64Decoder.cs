using System.Buffers;
using System.Buffers.Text;

namespace GroupChat.Gateway.Edge.Web;

/// <summary>Decodes base64 that comes in pieces: up to three characters of a group wait for the rest of it.</summary>
internal sealed class Base64Decoder
{
    private const int GroupLength = 4;
    private readonly byte[] _group = new byte[GroupLength];
    private int _waiting;

    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">Not base64.</exception>
    public void Decode(ReadOnlySpan<byte> text, IBufferWriter<byte> target)
    {
        while (!text.IsEmpty)
        {
            if (_waiting == 0 && text.Length >= GroupLength && TryDecodeWhole(ref text, target))
                continue;
            var next = text[0];
            text = text[1..];
            if (next is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')
                continue;
            _group[_waiting++] = next;
            if (_waiting == GroupLength)
                DecodeGroup(target);
        }
    }

    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">The text ends inside a group.</exception>
    public void End()
    {
        if (_waiting > 0)
            throw EdgeErrors.NotBase64();
    }

    // Everything up to a padding, a space or the end goes at full speed; what is in the way is left to the slow path.
    private static bool TryDecodeWhole(ref ReadOnlySpan<byte> text, IBufferWriter<byte> target)
    {
        var room = target.GetSpan(text.Length / GroupLength * 3);
        Base64.DecodeFromUtf8(text[..(text.Length / GroupLength * GroupLength)], room, out var consumed, out var written, isFinalBlock: false);
        target.Advance(written);
        text = text[consumed..];
        return consumed > 0;
    }

    private void DecodeGroup(IBufferWriter<byte> target)
    {
        _waiting = 0;
        if (Base64.DecodeFromUtf8(_group, target.GetSpan(GroupLength), out _, out var written) != OperationStatus.Done)
            throw EdgeErrors.NotBase64();
        target.Advance(written);
    }
}
