using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Search;
using GroupChat.Chat.Storage;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using Microsoft.Extensions.Hosting;

namespace GroupChat.Chat;

/// <summary>
/// Before the first request: who hears of commits, in this order, and the turns that were open when the process ended last.
/// Answers come first, so that no text follows the end of one; streams after the broker.
/// </summary>
internal sealed class ChatStartup(
    Node node,
    CommitRelay relay,
    LiveAnswers answers,
    TurnBroker broker,
    RoomFeeds feeds,
    BusPublisher publisher,
    ChatTelemetry telemetry,
    SearchIndexer indexer,
    ToolCallKeeper toolCalls,
    ITurnStore turns) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        relay.Add(answers);
        relay.Add(broker);
        relay.Add(toolCalls);
        relay.Add(feeds);
        relay.Add(publisher);
        relay.Add(telemetry);
        relay.Add(indexer);
        // Where there are other nodes, open turns may be theirs: TurnLeases finds those that are nobody's.
        if (!node.IsAlone)
            return;
        foreach (var turn in await turns.ListAsync(cancellationToken))
            broker.Resume(turn);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
