using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using GroupChat.Integration.Tests.Transcripts.Drivers;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>Frames of WebSockets: their heads, pieces, control frames, and the frames of our own inside of them.</summary>
internal sealed partial class SocketTarget : IFuzzTarget
{
    private const byte Text = 1;
    private const byte Binary = 2;

    private static readonly string[] Controls =
        ["""{"half_close":{}}""", """{"open":{"metadata":{"grpc-timeout":"300m"}}}""", """{"open":{"metadata":{"x-a":["b","c"],"x-bin":"AA=="}}}""", "{}", "[]", """{"message":{}}"""];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var call = FuzzCall.Make(dice, world);
        var isJson = dice.Next(2) == 0;
        var shake = $"GET /ws{call.Path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + $"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: groupchat.{(isJson ? "json" : "proto")}.v1\r\nAuthorization: Bearer {world.Token}\r\n\r\n";
        var frames = FramesOf(dice, call, isJson).SelectMany(frame => Framed(dice, frame.Opcode, frame.Payload)).ToArray();
        var sent = dice.Next(2) == 0 ? Mutator.Spoil(dice, frames) : frames;

        var heard = await RawConnection.SayAsync(world.Address, [Encoding.ASCII.GetBytes(shake), .. Mutator.Pieces(dice, sent)]);

        var text = Encoding.Latin1.GetString(heard);
        Verdict.OfHttp(RawConnection.StatusOf(heard), text);
        foreach (Match status in Code().Matches(text))
            Verdict.OfGrpc(status.Groups[1].Value, $"{call.Path}: {text}");
    }

    private static IEnumerable<(byte Opcode, byte[] Payload)> FramesOf(Random dice, FuzzCall call, bool isJson)
    {
        yield return (Text, Encoding.UTF8.GetBytes(Controls[1]));
        foreach (var request in call.Requests)
        {
            var isText = isJson != (dice.Next(20) == 0);
            yield return isText ? (Text, Encoding.UTF8.GetBytes(Spoiled(dice, request))) : (Binary, Mutator.Spoil(dice, request.ToByteArray()));
        }

        for (var more = dice.Next(3); more > 0; more--)
            yield return (Text, Encoding.UTF8.GetBytes(Mutator.Spoil(dice, Controls[dice.Next(Controls.Length)])));
        yield return ((byte)dice.Next(16), [3, 232]);
    }

    private static string Spoiled(Random dice, IMessage request)
    {
        try
        {
            return Mutator.Spoil(dice, $$"""{"message":{{Contract.Formatter.Format(request)}}}""");
        }
        catch (InvalidOperationException)
        {
            return Controls[0];
        }
    }

    // Masked by zeros, in one piece or two.
    private static IEnumerable<byte> Framed(Random dice, byte opcode, byte[] payload)
    {
        var cut = opcode is Text or Binary && dice.Next(4) == 0 ? dice.Next(payload.Length + 1) : payload.Length;
        var first = Framed((byte)(opcode | (cut == payload.Length ? 0x80 : 0)), payload[..cut]);
        return cut == payload.Length ? first : first.Concat(Framed(0x80, payload[cut..]));
    }

    private static byte[] Framed(byte head, byte[] payload)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
        byte[] size = payload.Length switch
        {
            < 126 => [(byte)(0x80 | payload.Length)],
            < 65_536 => [0x80 | 126, .. length[6..]],
            _ => [0x80 | 127, .. length],
        };
        return [head, .. size, 0, 0, 0, 0, .. payload];
    }

    [GeneratedRegex("\"status\":\\s*\\{\\s*\"code\":\\s*(\\d+)")]
    private static partial Regex Code();
}
