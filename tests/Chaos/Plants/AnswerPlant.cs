using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Answers a post that never reaches the server: an acknowledgement of what is lost.</summary>
internal sealed class AnswerPlant : IPlant
{
    private const int Skipped = 10;

    private int _passed;

    public ViolationKind Shows => ViolationKind.Lost;

    public bool HasStruck { get; private set; }

    public IEnumerable<ServerFrame> Pass(ServerFrame frame) => [frame];

    public ServerFrame? Forge(ConverseRequest request)
    {
        if (HasStruck || request.Post is not { } post || Interlocked.Increment(ref _passed) != Skipped)
            return null;
        HasStruck = true;
        var message = new Message
        {
            RoomId = post.Message.RoomId,
            ClientMessageId = post.Message.ClientMessageId,
            Sequence = 1,
            Parts = { post.Message.Parts },
            Author = new(),
        };
        return new() { RequestId = request.RequestId, Posted = new() { Message = message } };
    }
}
