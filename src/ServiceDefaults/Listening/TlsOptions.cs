namespace GroupChat.ServiceDefaults.Listening;

/// <summary>Settings under <c>Tls</c>: the certificate of the addresses that begin with <c>https://</c>.</summary>
public sealed class TlsOptions
{
    /// <summary>Key of <see cref="Certificate"/>, for errors.</summary>
    public const string CertificateKey = "Tls:Certificate";

    /// <summary>Key of <see cref="ClientAuthority"/>, for errors.</summary>
    public const string ClientAuthorityKey = "Tls:ClientAuthority";

    /// <summary>
    /// A file with the certificate and, behind it, those that lead to its root: PEM, or PKCS #12 when its name ends in .pfx or .p12.
    /// It is read again when it changes. Default: none, and no address may begin with https.
    /// </summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with the private key. Default: in the file of the certificate.</summary>
    public string Key { get; set; } = "";

    /// <summary>Password of the key or the PKCS #12 file. Default: none.</summary>
    public string Password { get; set; } = "";

    /// <summary>Speak HTTP/3 as well, where the machine can. Default true.</summary>
    public bool Http3 { get; set; } = true;

    /// <summary>
    /// A PEM file with the certificates of those who vouch for services. Clients are asked for a certificate then, and one that leads
    /// there makes its holder one of our services. Read again when it changes. Default: none, and nobody is asked.
    /// </summary>
    public string ClientAuthority { get; set; } = "";

    /// <summary>Without such a certificate there is no connection. False where services and others share an address. Default true.</summary>
    public bool ClientRequired { get; set; } = true;
}
