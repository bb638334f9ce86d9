using System.Text;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>The head of a request: its line, its headers, and what says where its body ends.</summary>
internal sealed class HeaderTarget : IFuzzTarget
{
    private static readonly string[] Lines =
    [
        "Accept: text/event-stream", "Accept: application/json;q=0, */*;q=x", "Content-Length: 5", "Content-Length: -1", "Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked, chunked", "Content-Encoding: gzip", "Origin: https://evil.example", "Last-Event-ID: 1", "If-None-Match: W/\"", "Grpc-Timeout: 9H",
        "X-Request-Timeout: 1e9", "X-Forwarded-For: ::1, x", "Traceparent: 00-0-0-0", "Traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "Expect: 100-continue", "Upgrade: websocket", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__", "Cookie: a=b", "Te: trailers", "Grpc-Encoding: gzip",
        "Content-Type: application/grpc-web-text", "Content-Type: application/grpc", "Content-Type: multipart/form-data", "Sec-WebSocket-Version: 13",
        "Access-Control-Request-Method: POST", "Range: bytes=0-", "X-Bin-Bin: %%%", "Host: a, b",
    ];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var call = FuzzCall.Make(dice, world);
        var lines = Enumerable.Range(0, dice.Next(6)).Select(_ => Lines[dice.Next(Lines.Length)]).ToList();
        var head = $"POST {(dice.Next(2) == 0 ? call.Path : "/v1/rooms")} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {world.Token}\r\n"
            + string.Concat(lines.Select(line => line + "\r\n")) + "\r\n";
        var bytes = Encoding.UTF8.GetBytes(dice.Next(2) == 0 ? Mutator.Spoil(dice, head) : head);
        if (dice.Next(4) == 0)
            bytes = Mutator.Spoil(dice, bytes);

        var heard = await RawConnection.SayAsync(world.Address, Mutator.Pieces(dice, [.. bytes, .. "{}\r\n0\r\n\r\n"u8]));

        Verdict.OfHttp(RawConnection.StatusOf(heard), Encoding.UTF8.GetString(bytes) + Encoding.UTF8.GetString(heard));
    }
}
