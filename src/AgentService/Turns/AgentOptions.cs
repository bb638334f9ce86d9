using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Turns;

/// <summary>What a model is asked for on behalf of an agent.</summary>
internal static class AgentOptions
{
    public static ChatOptions OptionsFor(this Turn turn, Model model) => new()
    {
        ModelId = model.ModelId,
        Temperature = (float?)turn.Agent.Parameters.Temperature,
        TopP = (float?)turn.Agent.Parameters.TopP,
        MaxOutputTokens = turn.Agent.Parameters.MaxOutputTokens,
        Seed = turn.Agent.Parameters.Seed,
        AdditionalProperties = new() { [RequestProperties.RoomId] = turn.RoomId, [RequestProperties.UserId] = turn.Question.AuthorId },
    };
}
