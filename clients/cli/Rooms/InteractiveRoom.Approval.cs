using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>What the person decides about what agents want to do.</summary>
internal sealed partial class InteractiveRoom
{
    private void Decide(bool approve)
    {
        if (_transcript.Waiting.Oldest is not { } call)
            _transcript.AddNotice("nothing waits for approval");
        else if (approve)
            InBackground(stop => ApproveAsync(call, stop));
        else
            InBackground(stop => RefuseAsync(call, stop));
    }

    /// <summary>Exactly what was shown here, by its hash.</summary>
    private Task<ApproveToolCallResponse> ApproveAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new ApproveToolCallRequest
        {
            RoomId = _roomId,
            MessageId = call.MessageId,
            Number = call.Number,
            ArgumentsSha256 = call.ArgumentsSha256,
        };
        return _client.Calls.CallAsync(options => _client.Link.Chat.ApproveToolCallAsync(request, options), cancellationToken);
    }

    private Task<RefuseToolCallResponse> RefuseAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new RefuseToolCallRequest { RoomId = _roomId, MessageId = call.MessageId, Number = call.Number };
        return _client.Calls.CallAsync(options => _client.Link.Chat.RefuseToolCallAsync(request, options), cancellationToken);
    }
}
