using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>
/// A request for any method, filled by the names of its fields, so that what refuses it is a rule about the caller and not the
/// first check of a field.
/// </summary>
internal sealed record SampleRequests(string RoomId, string MessageId, string UserId)
{
    private const string Nobodys = "01900000-0000-7000-8000-000000000000";

    public string DocumentId { get; init; } = Nobodys;

    public string AgentId { get; init; } = "agent:nobody";

    public byte[] Of(MethodDescriptor method)
    {
        var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
        foreach (var field in method.InputType.Fields.InDeclarationOrder())
            Fill(method, request, field);
        return request.ToByteArray();
    }

    private void Fill(MethodDescriptor method, IMessage request, FieldDescriptor field)
    {
        if (Value(method, field) is not { } value)
            return;
        if (field.IsRepeated)
            ((System.Collections.IList)field.Accessor.GetValue(request)).Add(value);
        else
            field.Accessor.SetValue(request, value);
    }

    private object? Value(MethodDescriptor method, FieldDescriptor field) => (field.Name, method.Name) switch
    {
        ("room", "UpdateRoom") => new Room { RoomId = RoomId, DisplayName = "Sample" },
        ("header", _) => new UploadHeader { RoomId = RoomId, FileName = "sample.txt" },
        ("passage_ids", _) => "sample.0",
        ("quotes", _) => new Quote { Text = "hello" },
        ("room_id", "CreateRoom") => $"{RoomId}-new",
        ("user_id", "CreateApiKey") => null,
        ("room_id", _) => RoomId,
        ("message_id", _) => MessageId,
        ("user_id", _) => UserId,
        ("agent_id", "AddAgent" or "RemoveAgent") => "agent:assistant",
        ("agent_id", _) => AgentId,
        ("agent", "UpdateAgent") => new Agent { AgentId = AgentId, DisplayName = "Renamed" },
        ("agent", "CreateAgent") => new Agent { Handle = $"of-{RoomId}", DisplayName = "Sample", RoomId = RoomId },
        ("client_message_id", _) => "sample",
        ("emoji", _) => "👍",
        ("number", _) => 1,
        ("arguments_sha256", _) => "00",
        ("query" or "text", _) => "hello",
        ("url", _) => "http://127.0.0.1:1/",
        ("display_name", _) => "Sample",
        ("document_id", _) => DocumentId,
        ("link_id" or "flag_id" or "request_id", _) => Nobodys,
        ("scopes", _) => "chat.read",
        ("role", _) => MemberRole.Member,
        ("reason", _) when field.FieldType == FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, 1),
        ("resolution" or "state", _) when field.FieldType == FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, 2),
        ("parts", _) => new ContentPart { Text = new() { Text = "hello" } },
        ("update_mask", _) => new FieldMask { Paths = { "display_name" } },
        ("open", "Converse") => new OpenFrame(),
        ("muted_until" or "expire_time", _) when field.FieldType == FieldType.Message =>
            Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(1)),
        _ => null,
    };
}
