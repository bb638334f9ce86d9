using System.ComponentModel;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>The one built-in tool that changes something: it marks a message of the room as important.</summary>
internal static class PinTool
{
    private const string Question = "question";

    public static Tool Of(IRoomPins pins) => new(
        AIFunctionFactory.Create(
            async (
                [Description("\"question\" for the message that is being answered, or the id of a message from search_messages")] string message,
                AIFunctionArguments arguments,
                CancellationToken cancellationToken) =>
            {
                var caller = ToolCaller.Of(arguments);
                await pins.PinAsync(caller, message == Question ? caller.Asker.MessageId : message, cancellationToken);
                return "It is pinned.";
            },
            "pin_message",
            "Pins a message of this room, so that everybody sees it first."),
        ToolEffect.Acts,
        ToolLimits.Default with { Calls = 3, ResultBytes = 256 })
    {
        Label = new(ContentTrust.Operator, ContentAudience.Room),
    };
}
