using System.Globalization;
using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>
/// Says how far the client has read: by a call, and asks another time how far that is; or on the stream, where nobody answers.
/// </summary>
internal sealed class Marking : IOperationKind
{
    /// <summary>Of the requests on streams.</summary>
    public const string Id = "mark";

    private static readonly string[] Refusals = [Target.NotAMember];

    public int Weight => 8;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        var delivered = room.Sequence;
        var request = new MoveMarksRequest { RoomId = room.Id, DeliveredSequence = delivered, ReadSequence = Math.Max(1, delivered - client.Draw(5)) };
        if (delivered == 0)
            return null;
        return client.Draw(4) switch
        {
            0 => new Telling(request),
            1 => new Question(room.Id),
            _ => new Changing(ClaimOf(request), new(Refusals, me => MoveAsync(me, request))),
        };
    }

    private static Claim ClaimOf(MoveMarksRequest request) =>
        new(request.RoomId, Kinds.MarkMoved, "mark", request.ReadSequence.ToString(CultureInfo.InvariantCulture));

    private static async Task<string> MoveAsync(ChaosClient client, MoveMarksRequest request)
    {
        var answer = await client.CallAsync(client.Draw(client.Servers), (wire, options) => wire.Chat.MoveMarksAsync(request, options));
        if (answer.Mark.ReadSequence < request.ReadSequence || answer.Mark.DeliveredSequence < request.DeliveredSequence)
            client.Complain($"the mark {request} was acknowledged as {answer.Mark}");
        return answer.Cursor;
    }

    private sealed class Telling(MoveMarksRequest request) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client)
        {
            await client.TellAsync(new() { RequestId = Id, Ack = new() { Marks = request } });
            return true;
        }
    }

    private sealed class Question(string room) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client)
        {
            await client.AttemptAsync(new(room, Kinds.MarkRead, "mark"), Refusals, async () =>
            {
                var answer = await client.CallAsync(
                    client.Draw(client.Servers), (wire, options) => wire.Chat.GetUnreadAsync(new() { RoomId = room }, options));
                return new Outcome.Acknowledged(answer.Unread.Mark.ReadSequence, false);
            });
            return true;
        }
    }
}
