using System.ComponentModel.DataAnnotations;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Settings under <c>Services</c>: the services that do not run in this process, and what services show each other.</summary>
internal sealed class ServicesOptions : IValidatableObject
{
    /// <summary>Read and checked by <see cref="Identity.ServiceKey"/>; here so that it is known as a setting.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// A file with the certificate that this process shows to services at <c>https://</c> addresses: PEM with those that lead to its
    /// root, or PKCS #12 when its name ends in .pfx or .p12. Read again when it changes. Default: none.
    /// </summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with its private key. Default: in the file of the certificate.</summary>
    public string CertificateKey { get; set; } = "";

    /// <summary>Password of the key or the PKCS #12 file. Default: none.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>
    /// A PEM file with the certificates of those who vouch for services: one at an <c>https://</c> address has to show a certificate that
    /// leads there. Read again when it changes. Default: none, and those count whom the machine trusts.
    /// </summary>
    public string Authority { get; set; } = "";

    /// <summary>ChatService, and the turns of agents.</summary>
    public ServicePlaceOptions Chat { get; } = new();

    /// <summary>AgentService and LanguageService.</summary>
    public ServicePlaceOptions Agents { get; } = new();

    /// <summary>DocumentService and ScraperService.</summary>
    public ServicePlaceOptions Documents { get; } = new();

    /// <summary>VectorService.</summary>
    public ServicePlaceOptions Vectors { get; } = new();

    /// <summary>By name of a <see cref="ServicePlaces"/>.</summary>
    public ServicePlaceOptions Of(string place) => place switch
    {
        ServicePlaces.Chat => Chat,
        ServicePlaces.Agents => Agents,
        ServicePlaces.Documents => Documents,
        ServicePlaces.Vectors => Vectors,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "There is no such place."),
    };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Certificate.Length == 0 && CertificateKey.Length > 0)
            yield return new("does nothing without Services:Certificate", [nameof(CertificateKey)]);
        if (Certificate.Length == 0 && CertificatePassword.Length > 0)
            yield return new("does nothing without Services:Certificate", [nameof(CertificatePassword)]);
    }
}
