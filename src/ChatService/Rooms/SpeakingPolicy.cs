namespace GroupChat.Chat.Rooms;

/// <summary>When an agent speaks. The numbers are stored, and are the contract's.</summary>
internal enum SpeakingPolicy
{
    /// <summary>People.</summary>
    None = 0,

    OnMention = 1,

    /// <summary>After every message of a person, and when mentioned.</summary>
    Always = 2,

    /// <summary>When mentioned; and in turn with the others of this mode when a person mentions no agent.</summary>
    RoundRobin = 3,

    /// <summary>When a moderator or owner mentions it.</summary>
    ModeratorChooses = 4,

    Quiet = 5,
}
