using Google.Protobuf;
using GroupChat.Bench.Echoing;
using GroupChat.Bench.Wire;

namespace GroupChat.Bench.Load;

/// <summary>Streams of the echo server.</summary>
internal static class EchoListener
{
    private const string Service = "/groupchat.bench.EchoService/";

    /// <summary>Returns when a word came back; the stream stays open.</summary>
    public static Task OpenAsync(Http2Connection connection) =>
        CallAsync(connection, "EchoStream", new EchoMessage { Text = "ready" }, answers: 1, isLast: false);

    /// <summary>Returns when so many messages have come.</summary>
    public static Task RepeatAsync(Http2Connection connection, string text, int times) =>
        CallAsync(connection, "Repeat", new RepeatRequest { Text = text, Times = times }, times, isLast: true);

    private static async Task CallAsync(Http2Connection connection, string method, IMessage request, int answers, bool isLast)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = await connection.CallAsync(Service + method, token: "none", _ =>
        {
            if (--answers == 0)
                all.TrySetResult();
        });
        await stream.SendAsync(request.ToByteArray(), isLast);
        await all.Task;
    }
}
