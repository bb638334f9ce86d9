using System.Buffers;
using System.IO.Pipelines;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>Tells HTTP/2 from HTTP/1.1 by the client's first bytes, without taking them (RFC 9113, section 3.4).</summary>
internal static class Preface
{
    private static ReadOnlySpan<byte> Http2 => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>True for HTTP/2, false for anything else, null when the client left without a word.</summary>
    public static async ValueTask<bool?> PeekAsync(PipeReader input)
    {
        long examined = 0;
        while (true)
        {
            var result = await input.ReadAsync();
            var buffer = result.Buffer;
            if (buffer.IsEmpty && result.IsCompleted)
                return null;
            var isHttp2 = Decide(buffer);
            if (isHttp2 is null && !result.IsCompleted)
            {
                examined = buffer.Length;
                input.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            // Nothing is taken, and no more is marked as seen than before: the next reader gets everything, and at once.
            input.AdvanceTo(buffer.Start, buffer.GetPosition(examined));
            return isHttp2 ?? false;
        }
    }

    private static bool? Decide(ReadOnlySequence<byte> buffer)
    {
        Span<byte> seen = stackalloc byte[Http2.Length];
        var length = (int)Math.Min(buffer.Length, seen.Length);
        buffer.Slice(0, length).CopyTo(seen);
        if (!Http2.StartsWith(seen[..length]))
            return false;
        return length == seen.Length ? true : null;
    }
}
