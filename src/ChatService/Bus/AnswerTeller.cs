using GroupChat.Chat.Answers;
using Microsoft.Extensions.Hosting;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Tells other nodes how answers of this node's workers grow, as often as a viewer is told at most. Pieces say where they belong; a
/// node that lacks one asks, and is told everything so far.
/// </summary>
internal sealed class AnswerTeller(Node node, LiveAnswers answers, IRoomBus bus, TimeProvider time) : BackgroundService
{
    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1) / 25;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.IsAlone)
            return;
        answers.Grown.Begin();
        using var onStop = stoppingToken.UnsafeRegister(_ => answers.Grown.Wake.Set(), null);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var answer in answers.Grown.Take(MostAtOnce))
            {
                if (answer.NextWord() is { } word)
                    bus.Publish(word);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await answers.Grown.Wake.WaitAsync();
        }
    }
}
