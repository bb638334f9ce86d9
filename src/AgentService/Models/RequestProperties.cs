using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>Names of what requests carry beside the options that Microsoft.Extensions.AI knows, for models that are shared.</summary>
internal static class RequestProperties
{
    /// <summary>string: the room; only requests of one room share what was computed of their prompts.</summary>
    public const string RoomId = "room_id";

    /// <summary>string: who asked; requests that wait are served by user.</summary>
    public const string UserId = "user_id";

    /// <summary><see cref="Metering.ModelAsker"/>: who is charged; nobody unless given.</summary>
    public const string Asker = "asker";

    /// <summary><see cref="Metering.RequestCost"/>: where the engine says what it did.</summary>
    public const string Cost = "cost";

    /// <summary>IReadOnlyList of AdapterUse: what changes the answer; those that the model uses by itself unless given.</summary>
    public const string Adapters = "adapters";

    /// <summary>The adapters that a request chose; null when it leaves that to the model.</summary>
    public static IReadOnlyList<AdapterUse>? AdaptersOf(ChatOptions? options) =>
        options?.AdditionalProperties?.GetValueOrDefault(Adapters) as IReadOnlyList<AdapterUse>;
}
