using GroupChat.Gateway.Sessions;

namespace GroupChat.Gateway.Keys;

/// <summary>When keys were used.</summary>
internal sealed class ApiKeyUses(IApiKeyStore store, TimeProvider time) : CredentialUses(store.RecordUsesAsync, time);
