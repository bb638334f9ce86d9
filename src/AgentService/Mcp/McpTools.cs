using System.Text.Json;
using GroupChat.Agents.Tools;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// Makes tools of what servers offer. What a tool does beyond its result is for the operator to say: unless they do, it acts, whatever
/// its server says of it. Its description is text from outside like its results, and so labelled.
/// </summary>
internal static class McpTools
{
    public static Tool Of(McpDefinition definition, McpToolTable table, McpServerOptions options) => new(
        new Function(definition, table),
        options.Reads.IsAny(definition.NameAtServer) ? ToolEffect.Reads
            : options.Sends.IsAny(definition.NameAtServer) ? ToolEffect.Sends
            : ToolEffect.Acts,
        new ToolLimits(options.MaxCalls, TimeSpan.FromSeconds(options.MaxSeconds), options.MaxResultBytes, TimeSpan.Zero))
    {
        Label = new(options.Trust, options.Audience),
        DescribedBy = new(options.Trust, ContentAudience.Public),
        Definition = definition.Hash,
        Approval = options.Approval,
        Hint = definition.Hint,
    };

    private sealed class Function(McpDefinition definition, McpToolTable table) : AIFunction
    {
        public override string Name => definition.Name;

        public override string Description => definition.Description;

        public override JsonElement JsonSchema => definition.Schema;

        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            await table.CallAsync(definition, arguments, cancellationToken);
    }
}
