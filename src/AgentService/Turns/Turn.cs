using System.Text.RegularExpressions;
using GroupChat.Agents.Catalog;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Metering;

namespace GroupChat.Agents.Turns;

/// <summary>The work of answering one message, as one run of it.</summary>
/// <param name="TurnId">Stable over runs.</param>
/// <param name="RunId">This attempt; offsets of its text start at 0.</param>
/// <param name="RoomId">The room.</param>
/// <param name="Agent">Who answers.</param>
/// <param name="Question">What is answered.</param>
/// <param name="Recent">What was said before, oldest first.</param>
internal sealed record Turn(
    string TurnId, string RunId, string RoomId, AgentProfile Agent, RoomMessage Question, IReadOnlyList<RoomMessage> Recent)
{
    /// <summary>Whose use it is what the turn takes; empty for nobody's.</summary>
    public string PayerId { get; init; } = "";

    /// <summary>What it takes.</summary>
    public CostSheet Costs { get; init; } = new();

    /// <summary>What the agent may see.</summary>
    public RoomReader Reader => new(RoomId, Agent.AgentId, Agent.DisplayName);

    /// <summary>A model is asked on behalf of this turn.</summary>
    public ModelAsker AsksFor(CostKind kind) => new(kind, Costs) { RoomId = RoomId, UserId = PayerId.Length > 0 ? PayerId : Question.AuthorId };

    /// <summary>What a person asks, in their own words; empty when an agent asks, whose words may be made of anything.</summary>
    public string PersonsWords => Question.IsAgent ? "" : Question.Text;

    /// <summary>The question without the mention that brought it here; the whole text when there is nothing else.</summary>
    public string QuestionText => WithoutMention(Question.Text);

    /// <summary>What was said without the mention of the agent; the whole text when there is nothing else.</summary>
    public string WithoutMention(string text)
    {
        var mention = $@"(?<![\w.@])@{Regex.Escape(Agent.Handle)}(?![\w-])[ \t]*[,:]?[ \t]*";
        var rest = Regex.Replace(text, mention, "", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).Trim();
        return rest.Length > 0 ? rest : text;
    }
}
