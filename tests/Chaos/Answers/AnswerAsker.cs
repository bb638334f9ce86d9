using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>
/// Keeps answers in the making: asks the next question when one has ended, now and then stops an answer or has one made again. It
/// goes past the proxy, and tries again until it is told what came of it.
/// </summary>
internal sealed class AnswerAsker(AnswerCluster cluster, Identity who, string room, ViewerSheet seen, int seed)
{
    private const int AtATime = 8;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Random _random = new(seed);

    public int Asked { get; private set; }

    public async Task AskAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
            if (seen.Open().Count >= AtATime)
                continue;
            var number = Asked++;
            await CallAsync(chat => chat.PostMessageAsync(Post(number), Options(cancellationToken)), cancellationToken);
            if (_random.Next(8) == 0 && seen.Open() is { Count: > 0 } open)
                await CallAsync(chat => chat.CancelAnswerAsync(new() { RoomId = room, MessageId = open[_random.Next(open.Count)] }, Options(cancellationToken)), cancellationToken);
            if (_random.Next(8) == 0 && seen.Ends() is { Count: > 0 } ends)
                await AgainAsync(ends.Keys.ElementAt(_random.Next(ends.Count)), number, cancellationToken);
        }
    }

    private Task AgainAsync(string answer, int number, CancellationToken cancellationToken)
    {
        var request = new RegenerateAnswerRequest { RoomId = room, MessageId = answer, RequestId = $"again {number}" };
        return CallAsync(chat => chat.RegenerateAnswerAsync(request, Options(cancellationToken)), cancellationToken);
    }

    private PostMessageRequest Post(int number) => new()
    {
        RoomId = room,
        ClientMessageId = $"ask {number}",
        Parts = { new ContentPart { Text = new() { Text = AnswerScript.Question(number % 4 == 3 ? "tiny" : "assistant", number) } } },
    };

    /// <summary>Until it is answered; a refusal is an answer.</summary>
    private async Task CallAsync<T>(Func<ChatService.ChatServiceClient, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var wire = new Wire(cluster.Gateway.DirectAddress);
            try
            {
                await call(wire.Chat);
                return;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition or StatusCode.ResourceExhausted)
            {
                return;
            }
            catch (RpcException)
            {
                await Task.Delay(Glance, TimeProvider.System, cancellationToken);
            }
        }
    }

    private CallOptions Options(CancellationToken cancellationToken) =>
        new(who.Headers, TimeProvider.System.GetUtcNow().UtcDateTime + Limit, cancellationToken);
}
