using GroupChat.Agents.Grounding;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools;

/// <summary>For whom a tool is called. Tools that look into the room do so as its members may.</summary>
/// <param name="Reader">The agent and its room.</param>
/// <param name="Asker">Who asked the agent.</param>
internal sealed record ToolCaller(RoomReader Reader, RoomMessage Asker)
{
    private static readonly object Key = new();

    /// <summary>Results are shared among those only who would have got the same.</summary>
    public string Audience => $"{Reader.RoomId}\n{Asker.AuthorId}";

    /// <summary>The caller of a tool that is being called.</summary>
    public static ToolCaller Of(AIFunctionArguments arguments) => (ToolCaller)arguments.Context![Key]!;

    public AIFunctionArguments With(IDictionary<string, object?> arguments) =>
        new(arguments) { Context = new Dictionary<object, object?> { [Key] = this } };
}
