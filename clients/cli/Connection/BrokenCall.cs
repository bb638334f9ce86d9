using Grpc.Core;

namespace GroupChat.Cli.Connection;

/// <summary>
/// What writing to a call throws once it has ended or its connection has broken. Which of them is chance; why it ended is
/// what reading from the call says.
/// </summary>
internal static class BrokenCall
{
    public static bool Is(Exception error) => error is RpcException or InvalidOperationException or IOException or HttpRequestException;
}
