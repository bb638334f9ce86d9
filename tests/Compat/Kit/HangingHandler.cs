using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests.Kit;

/// <summary>A handler that answers nothing until its call is cancelled, and says when it began and ended.</summary>
internal sealed class HangingHandler
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HangingHandler() => Script = new ProbeScript
    {
        Unary = async (_, context) =>
        {
            await HangAsync(context);
            return new Pong();
        },
        Duplex = (_, _, context) => HangAsync(context),
    };

    public ProbeScript Script { get; }
    public Task Started => _started.Task;
    public Task Cancelled => _cancelled.Task;

    private async Task HangAsync(ServerCallContext context)
    {
        await using var registration = context.CancellationToken.Register(() => _cancelled.TrySetResult());
        _started.TrySetResult();
        await Cancelled.Soon();
    }
}
