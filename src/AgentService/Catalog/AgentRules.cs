using System.Text.RegularExpressions;
using GroupChat.Agents.Models;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Catalog;

/// <summary>Limits of an agent; every mistake is named at once. Lengths count UTF-16 units, as the contract's characters at most.</summary>
internal static partial class AgentRules
{
    private const int MostName = 128;
    private const int MostDescription = 512;
    private const int MostPersona = 4_000;
    private const int MostInstructions = 16_000;
    private const int MostTools = 64;
    private const int MostDocuments = 100;
    private const int MostId = 64;
    private const int MostTokens = 32_768;
    private const double HottestTemperature = 2;

    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public static void Check(AgentProfile agent)
    {
        var violations = new Violations()
            .AddIf(!Handle().IsMatch(agent.Handle), "agent.handle", "1 to 32 of a-z, 0-9 and \"-\", beginning and ending with a letter or digit")
            .AddIf(string.IsNullOrWhiteSpace(agent.DisplayName), "agent.display_name", "required");
        CheckTexts(violations, agent);
        CheckParameters(violations, agent.Parameters);
        violations
            .AddIf(agent.Tools.Count > MostTools || agent.Tools.Any(tool => !ToolName().IsMatch(tool)), "agent.tools", $"at most {MostTools} names of tools")
            .AddIf(!Enum.IsDefined(agent.Knowledge.Scope), "agent.knowledge.scope", "a known scope")
            .AddIf(!AreIds(agent.Knowledge.DocumentIds), "agent.knowledge.document_ids", $"at most {MostDocuments} ids")
            .ThrowIfAny();
    }

    private static void CheckTexts(Violations violations, AgentProfile agent)
    {
        foreach (var (field, text, most) in ((string, string, int)[])
            [
                ("display_name", agent.DisplayName, MostName), ("description", agent.Description, MostDescription), ("model_id", agent.ModelId, MostName),
                ("persona", agent.Persona, MostPersona), ("instructions", agent.Instructions, MostInstructions), ("room_id", agent.RoomId, MostId),
            ])
        {
            violations
                .AddIf(text.Length > most, $"agent.{field}", $"at most {most} characters")
                .AddIf(text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')), $"agent.{field}", "no control characters");
        }
    }

    // NaN is in no range.
    private static void CheckParameters(Violations violations, AgentParameters wish) => violations
        .AddIf(wish.Temperature is { } t && t is not (>= 0 and <= HottestTemperature), "agent.parameters.temperature", "0 to 2")
        .AddIf(wish.TopP is { } p && p is not (> 0 and <= 1), "agent.parameters.top_p", "above 0, at most 1")
        .AddIf(wish.MaxOutputTokens is < 1 or > MostTokens, "agent.parameters.max_output_tokens", $"1 to {MostTokens}")
        .AddIf(wish.Adapters is { } adapters && !AreAdapters(adapters), "agent.parameters.adapters", $"at most {AdapterNames.Most} different names, with scales of -10 to 10");

    private static bool AreAdapters(IReadOnlyList<AdapterUse> uses) =>
        uses.Count <= AdapterNames.Most
        && uses.DistinctBy(static use => use.Name).Count() == uses.Count
        && uses.All(static use => AdapterNames.IsName(use.Name) && use.Scale is null or (>= -AdapterNames.LargestScale and <= AdapterNames.LargestScale));

    private static bool AreIds(IReadOnlyList<string> ids) =>
        ids.Count <= MostDocuments && ids.All(id => id.Length is > 0 and <= MostId && id.All(c => c is > ' ' and <= '~'));

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex ToolName();
}
