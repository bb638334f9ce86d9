using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Points;

/// <summary>Collection and tenant as a caller names them.</summary>
internal sealed record PointAddress(string Collection, string Tenant)
{
    private const int MaxTenant = 128;

    public void Check(Violations violations) => violations
        .AddIf(!CollectionRules.IsId(Collection), "address.collection_id", CollectionRules.IdRule)
        .AddIf(Tenant.Length is 0 or > MaxTenant, "address.tenant_id", $"must be 1 to {MaxTenant} characters");
}
