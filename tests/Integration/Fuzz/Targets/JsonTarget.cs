using System.Text;
using GroupChat.Integration.Tests.Transcripts.Drivers;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>Bodies and queries of JSON calls.</summary>
internal sealed class JsonTarget : IFuzzTarget
{
    private static readonly string[] Types = ["application/json", "application/json", "application/json; charset=utf-8", "application/x+json", "text/plain", "multipart/form-data; boundary=b"];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var call = FuzzCall.MakeUnary(dice, world);
        var (verb, target, body) = HttpRoute.Of(call.Method, Valid(call));
        var bytes = Encoding.UTF8.GetBytes(body is null ? "" : Mutator.Spoil(dice, body));
        if (dice.Next(8) == 0)
            bytes = Mutator.Spoil(dice, bytes);
        var head = $"{verb} {(dice.Next(4) == 0 ? PathTarget.Visible(Mutator.Spoil(dice, target)) : target)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Timeout: 0.3\r\n"
            + $"Authorization: Bearer {world.Token}\r\nContent-Type: {Types[dice.Next(Types.Length)]}\r\nContent-Length: {bytes.Length}\r\n\r\n";

        var heard = await RawConnection.SayAsync(world.Address, [Encoding.UTF8.GetBytes(head), .. Mutator.Pieces(dice, bytes)]);

        Verdict.OfHttp(RawConnection.StatusOf(heard), $"{head}{Encoding.UTF8.GetString(bytes)}\n{Encoding.UTF8.GetString(heard)}");
    }

    // JSON cannot say every time, duration and mask that protobuf can.
    private static Google.Protobuf.IMessage Valid(FuzzCall call)
    {
        try
        {
            Contract.Formatter.Format(call.Requests[0]);
            return call.Requests[0];
        }
        catch (InvalidOperationException)
        {
            return call.Method.InputType.Parser.ParseFrom([]);
        }
    }
}
