using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Storage;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Rooms;

/// <summary>Every method, with anything in any field: it is done, or refused with a reason, and never a failure of the server.</summary>
public sealed class HostileRequestTests
{
    private static readonly StatusCode[] Failures =
        [StatusCode.Internal, StatusCode.Unknown, StatusCode.Unavailable, StatusCode.DataLoss, StatusCode.DeadlineExceeded];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithAnythingInAnyField_IsDoneOrRefused(bool onPostgres)
    {
        var database = onPostgres ? await Backend.PostgresAsync() : "";
        await using var house = await ChatHouse.OpenAsync(settings: settings => settings["Storage:Postgres"] = database);
        var methods = ChatService.Descriptor.Methods.Where(method => method is { IsClientStreaming: false, IsServerStreaming: false });
        var failed = new List<string>();
        foreach (var method in methods)
        {
            var known = await InOrderAsync(house);
            var requests = HostileRequests.Of(method.InputType, known).ToList();
            foreach (var some in requests.Chunk(16))
                failed.AddRange((await Task.WhenAll(some.Select(request => TryAsync(house, method, request)))).OfType<string>());
        }

        Assert.Empty(failed);
    }

    /// <summary>A room of its own for each method: what one does to it is no matter to the next.</summary>
    private static async Task<Dictionary<string, string>> InOrderAsync(ChatHouse house)
    {
        var room = await house.RoomAsync("ann", "ben");
        var message = await house.PostAsync("ann", room, "hello");
        return new()
        {
            ["room_id"] = room,
            ["user_id"] = "ben",
            ["message_id"] = message.MessageId,
            ["emoji"] = "👍",
            ["client_message_id"] = "a-key",
            ["display_name"] = "a name",
        };
    }

    /// <summary>What went wrong, if anything did.</summary>
    private static async Task<string?> TryAsync(ChatHouse house, MethodDescriptor method, IMessage request)
    {
        var call = new Method<IMessage, byte[]>(
            MethodType.Unary,
            method.Service.FullName,
            method.Name,
            Marshallers.Create<IMessage>(sent => sent.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<byte[]>(_ => throw new NotSupportedException(), received => received));
        try
        {
            await house.Node.Invoker($"Bearer {FakeAuthenticator.TokenOf("ann")}").AsyncUnaryCall(call, null, default, request).ResponseAsync.Within();
            return null;
        }
        catch (RpcException refused)
        {
            var isTyped = !Failures.Contains(refused.StatusCode) && refused.ToDomainError().Reason.Length > 0;
            var text = request.ToString()!;
            return isTyped ? null : $"{method.Name} {text[..Math.Min(text.Length, 200)]}: {refused.Status}";
        }
    }
}
