using System.Net.WebSockets;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>Watches a room, over as many streams as it takes.</summary>
internal sealed class AnswerViewer(string address, Identity who, int kind, string room, ViewerSheet sheet, AnswerPlant? plant)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(40);

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            silence.CancelAfter(LongestSilence);
            try
            {
                sheet.Opened();
                var from = new Subscription { RoomId = room, Cursor = sheet.Cursor, Start = StartPosition.Earliest };
                await foreach (var frame in AnswerStreams.Open(kind, address, who, from, silence.Token))
                {
                    silence.CancelAfter(LongestSilence);
                    foreach (var one in plant?.Pass(frame) ?? [frame])
                        sheet.See(one);
                }
            }
            catch (Exception cut) when (cut is RpcException or WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or HttpRequestException)
            {
                // Cut, killed, or over.
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
