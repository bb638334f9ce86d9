using System.Diagnostics;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Tools;
using GroupChat.Agents.Turns;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using static GroupChat.Agents.Tests.ScriptedChatClient;

namespace GroupChat.Agents.Tests.Turns;

public sealed class TurnTelemetryTests
{
    [Fact]
    public async Task Run_WhileSomebodyListens_IsTracedByTheConventionsNames()
    {
        var activities = new List<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "GroupChat.Agents",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == root.TraceId)
                    activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 3 };
        await RunAsync(new ScriptedChatClient(Says("a secret"), Yields(new UsageContent(usage))));

        var chat = activities.Single(static activity => activity.OperationName == "chat scripted");
        Assert.Equal(("chat", "scripted", 10L, 3L), (
            chat.GetTagItem("gen_ai.operation.name"),
            chat.GetTagItem("gen_ai.request.model"),
            chat.GetTagItem("gen_ai.usage.input_tokens"),
            chat.GetTagItem("gen_ai.usage.output_tokens")));
        var turn = activities.Single(static activity => activity.OperationName == "invoke_agent Assistant");
        Assert.Equal(turn.SpanId, chat.ParentSpanId);
        Assert.Equal("kitchen", turn.GetTagItem("gen_ai.conversation.id"));
        Assert.DoesNotContain(activities.SelectMany(static activity => activity.Tags), static tag => tag.Value?.Contains("secret", StringComparison.Ordinal) == true);
    }

    private static async Task RunAsync(ScriptedChatClient client)
    {
        using var log = new LogCollector();
        var room = new Room();
        var models = new ModelCatalog([new Model("scripted", "Scripted", "test", "", true, new TelemetryChatClient(client, TimeProvider.System))]);
        var limits = new TurnLimits(TimeSpan.FromSeconds(10), 65536, 12);
        var runner = new TurnRunner(room, new CitationChecker(room), models, Toolbox.Loop(TimeProvider.System), Toolbox.Safety(), limits, TimeProvider.System, log.CreateLogger<TurnRunner>());
        await runner.RunAsync(Room.Ask("tea?"), new RecordingListener(), CancellationToken.None).Within();
    }
}
