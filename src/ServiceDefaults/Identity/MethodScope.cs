using Google.Protobuf.Reflection;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>
/// What a key has to allow for a method: its area, which is the middle part of the package's name (groupchat.chat.v1), and whether
/// it only reads (idempotency level NO_SIDE_EFFECTS). Read from the contract, so that a new method has a scope by itself.
/// </summary>
/// <param name="Area">"chat".</param>
/// <param name="IsRead">The method changes nothing.</param>
public readonly record struct MethodScope(string Area, bool IsRead)
{
    /// <summary>"chat.read" or "chat.write".</summary>
    public override string ToString() => $"{Area}.{(IsRead ? "read" : "write")}";

    /// <summary>The scope of a method of the contract.</summary>
    public static MethodScope Of(MethodDescriptor method)
    {
        var parts = method.Service.File.Package.Split('.');
        return new(
            parts.Length > 1 ? parts[1] : parts[0],
            method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects);
    }
}
