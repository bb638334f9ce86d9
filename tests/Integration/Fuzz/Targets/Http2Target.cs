using System.Buffers.Binary;
using System.Text;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>A gRPC call in the frames of HTTP/2 themselves: their heads, their order, packed headers, control frames in between.</summary>
internal sealed class Http2Target : IFuzzTarget
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;
    private const int HeadLength = 9;
    private const int MostOfOneByte = 127;

    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    // Type, flags and payload of what may stand between the frames of a call: settings, pings, windows, resets, priorities, unknown ones.
    private static readonly (byte Type, byte Flags, byte[] Payload)[] Controls =
    [
        (4, 0, []), (4, 1, []), (4, 0, [0, 4, 0, 0, 0, 1]), (4, 0, [0, 1, 255, 255, 255, 255]), (6, 0, new byte[8]), (8, 0, [0, 0, 0, 1]), (8, 0, new byte[4]),
        (3, 0, [0, 0, 0, 8]), (2, 0, [0, 0, 0, 0, 16]), (5, 4, [0, 0, 0, 2]), (7, 0, new byte[8]), (9, 4, []), (42, 255, [1, 2, 3]),
    ];

    private int _answered;

    /// <summary>Calls that got an answer, and not only the end of their connection: without any, nothing was tried but noise.</summary>
    public int Answered => Volatile.Read(ref _answered);

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var call = FuzzCall.Make(dice, world);
        var frames = FramesOf(dice, call, world.Token).SelectMany(frame => frame).ToArray();
        var sent = dice.Next(3) == 0 ? frames : Mutator.Spoil(dice, frames);

        var heard = await RawConnection.SayAsync(world.Address, Mutator.Pieces(dice, [.. Preface, .. sent]));

        if (HasHeaders(heard))
            Interlocked.Increment(ref _answered);
    }

    private static IEnumerable<byte[]> FramesOf(Random dice, FuzzCall call, string token)
    {
        yield return Frame(4, 0, 0, []);
        var head = HeadOf(call.Path, token);
        var cut = dice.Next(4) == 0 ? dice.Next(head.Length) : head.Length;
        yield return Frame(Headers, cut == head.Length ? EndHeaders : (byte)0, 1, head[..cut]);
        if (cut < head.Length)
            yield return Frame(9, EndHeaders, 1, head[cut..]);
        for (var more = dice.Next(2) * dice.Next(4); more > 0; more--)
        {
            var (type, flags, payload) = Controls[dice.Next(Controls.Length)];
            yield return Frame(type, flags, dice.Next(3), payload);
        }

        yield return Frame(Data, EndStream, 1, call.Body);
    }

    /// <summary>Names of the static table, values as they are: nothing is remembered by either side.</summary>
    private static byte[] HeadOf(string path, string token) =>
    [
        0x83, 0x86, .. Literal(0x04, path), .. Literal(0x01, "x"), .. Literal(0x0F, 0x10, "application/grpc"), .. Literal(0x0F, 0x08, $"Bearer {token}"),
        0, .. Text("te"), .. Text("trailers"), 0, .. Text("grpc-timeout"), .. Text("300m"),
    ];

    private static byte[] Literal(byte name, string value) => [name, .. Text(value)];

    private static byte[] Literal(byte name, byte rest, string value) => [name, rest, .. Text(value)];

    // A length of seven bits, and what does not fit into them in groups of seven.
    private static byte[] Text(string value)
    {
        var length = new List<byte> { (byte)Math.Min(value.Length, MostOfOneByte) };
        var rest = value.Length - MostOfOneByte;
        for (; rest > MostOfOneByte; rest >>= 7)
            length.Add((byte)((rest & MostOfOneByte) | 128));
        if (rest >= 0)
            length.Add((byte)rest);
        return [.. length, .. Encoding.ASCII.GetBytes(value)];
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[HeadLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, HeadLength);
        return frame;
    }

    private static bool HasHeaders(byte[] heard)
    {
        for (var at = 0; at + HeadLength <= heard.Length; at += HeadLength + (BinaryPrimitives.ReadInt32BigEndian(heard.AsSpan(at)) >>> 8))
        {
            if (heard[at + 3] == Headers)
                return true;
        }

        return false;
    }
}
