using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using Status = Google.Rpc.Status;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>The body of a gRPC-Web answer: messages, and the status as the last frame; all of it in base64, or as it is.</summary>
internal sealed class WebFrames(Stream body, bool isText)
{
    private const int PrefixLength = 5;
    private const byte Trailers = 0x80;

    private readonly Queue<byte> _decoded = [];

    public static byte[] Of(IMessage message)
    {
        var bytes = message.ToByteArray();
        var frame = new byte[PrefixLength + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
        bytes.CopyTo(frame, PrefixLength);
        return frame;
    }

    /// <summary>The messages. A status other than OK is thrown, and so is a body that has none.</summary>
    public async IAsyncEnumerable<byte[]> MessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var prefix = await ReadAsync(PrefixLength, cancellationToken);
            var frame = await ReadAsync(BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1)), cancellationToken);
            if (prefix[0] != Trailers)
            {
                yield return frame;
                continue;
            }

            ThrowIfRefused(Encoding.ASCII.GetString(frame));
            yield break;
        }
    }

    private static void ThrowIfRefused(string text)
    {
        var trailers = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
        var code = int.Parse(trailers["grpc-status"], CultureInfo.InvariantCulture);
        if (code == 0)
            return;
        throw new Refusal(trailers.TryGetValue("grpc-status-details-bin", out var details)
            ? Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')))
            : new() { Code = code, Message = Uri.UnescapeDataString(trailers.GetValueOrDefault("grpc-message", "")) });
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        if (!isText)
        {
            await body.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }

        var group = new byte[4];
        while (_decoded.Count < count)
        {
            await body.ReadExactlyAsync(group, cancellationToken);
            foreach (var each in Convert.FromBase64String(Encoding.ASCII.GetString(group)))
                _decoded.Enqueue(each);
        }

        for (var index = 0; index < count; index++)
            bytes[index] = _decoded.Dequeue();
        return bytes;
    }
}
