using System.ComponentModel.DataAnnotations;
using GroupChat.Agents.Extractive;

namespace GroupChat.Agents;

/// <summary>Settings under "Agents".</summary>
internal sealed class AgentsOptions
{
    /// <summary>Turns that are worked on at the same time. Default 8.</summary>
    [Range(1, 1024)]
    public int MaxConcurrentTurns { get; set; } = 8;

    /// <summary>Time for one run of a turn, retrieval and citation check included, in seconds. Default 120.</summary>
    [Range(1, 3600)]
    public int TurnTimeoutSeconds { get; set; } = 120;

    /// <summary>Passages given to the model for one question. Default 12.</summary>
    [Range(1, 50)]
    public int MaxPassages { get; set; } = 12;

    /// <summary>Id of the model that the built-in agent answers with: one under "Models". Default extractive, which needs none.</summary>
    [Required]
    public string Model { get; set; } = ExtractiveChatClient.Name;

    /// <summary>Pause after each word of an extractive answer, so that it reads as it comes, in milliseconds. Default 8; 0: none.</summary>
    [Range(0, 1000)]
    public int PieceDelayMilliseconds { get; set; } = 8;
}
