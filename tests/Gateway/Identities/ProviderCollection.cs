namespace GroupChat.Gateway.Tests.Identities;

/// <summary>One provider for all of them, one after the other: each says who signs in.</summary>
[CollectionDefinition(nameof(ProviderWorld))]
public sealed class ProviderCollection : ICollectionFixture<ProviderWorld>;
