using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Explanations;

/// <summary>The room "kitchen", in which Ann asks and the assistant answers.</summary>
internal sealed class AnswerRoom(AgentNode agents, WorkerStream stream) : IAsyncDisposable
{
    private long _sequence;

    public AgentNode Agents => agents;

    public static async Task<AnswerRoom> StartAsync(ScriptedChatClient model, params (string Key, string Value)[] settings)
    {
        var agents = await AgentNode.StartAsync(model, settings);
        foreach (var member in (string[])["ann", "olga", "agent:assistant"])
            agents.Messages.Members.Enqueue(member);
        return new(agents, await agents.Turns.NextAsync());
    }

    public AgentService.AgentServiceClient As(string user) => agents.Node.Client<AgentService.AgentServiceClient>(user);

    /// <summary>Asks, and puts the answer into the room under "answer-" and the name of the run.</summary>
    public async Task<RunFinish> AskAsync(string run, string question)
    {
        var before = agents.Messages.Said.ToList();
        var asked = Say($"question-{run}", "ann", question);
        stream.Assign(run, asked, before);
        var finish = (await stream.UntilFinishedAsync())[^1].Finish;
        var answer = Say($"answer-{run}", "agent:assistant", finish.Text);
        answer.Answer = new Answer { TurnId = $"turn-{run}", RunId = run, QuestionMessageId = asked.MessageId, State = AnswerState.Complete };
        return finish;
    }

    public static async Task<string> ReasonAsync<T>(AsyncUnaryCall<T> call) =>
        (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Within())).ToDomainError().Reason;

    public ValueTask DisposeAsync() => agents.DisposeAsync();

    private Message Say(string id, string author, string text)
    {
        var message = new Message
        {
            MessageId = id,
            RoomId = "kitchen",
            Sequence = ++_sequence,
            Author = new Participant { UserId = author, DisplayName = author, Kind = author == "ann" ? ParticipantKind.Human : ParticipantKind.Agent },
            Parts = { new ContentPart { Text = new TextContent { Text = text } } },
        };
        agents.Messages.Said.Enqueue(message);
        return message;
    }
}
