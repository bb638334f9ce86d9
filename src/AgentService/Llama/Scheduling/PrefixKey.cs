namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>Whose sequences may begin alike: those of one room, computed with the same adapters.</summary>
/// <param name="Room">Empty: nobody's.</param>
/// <param name="Mix">What they are computed with.</param>
internal readonly record struct PrefixKey(string Room, AdapterMix Mix)
{
    public bool IsShared => Room.Length > 0;
}
