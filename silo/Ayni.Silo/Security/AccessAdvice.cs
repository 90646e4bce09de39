namespace Ayni.Silo.Security;

/// <summary>Refusals in words; none repeats what was shown.</summary>
public static class AccessAdvice
{
    private const string How = "Send a key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.";

    /// <summary>What a caller without a credential that counts is told.</summary>
    /// <param name="reason">One of <see cref="RefusalReasons"/>.</param>
    /// <param name="path">What was asked for.</param>
    public static string Of(string reason, string path) => reason switch
    {
        RefusalReasons.Unknown => $"The key shown for {path} is not one of ours. {How}",
        RefusalReasons.Expired => $"The key shown for {path} has expired. Ask for a new one.",
        RefusalReasons.Revoked => $"The key shown for {path} was revoked. Ask for a new one.",
        RefusalReasons.Token => $"The token shown for {path} is over, of another issuer, or not for us. Get a new one.",
        RefusalReasons.Unconfigured =>
            $"{path} is closed: other machines reach this port, and no credential is configured. {AccessGate.Remedy}",
        RefusalReasons.Issuer => "The issuer of tokens does not answer. Send the request again in a moment.",
        RefusalReasons.Stale => "The store of keys has not answered for too long. Send the request again in a moment.",
        _ => $"{path} needs a key. {How}",
    };
}
