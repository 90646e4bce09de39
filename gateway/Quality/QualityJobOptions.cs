using Ayni.Domain.Errors;

namespace Ayni.Gateway.Quality;

/// <summary>When reports on the data are made and who is told; configuration section <c>Ayni:Quality</c>.</summary>
internal sealed record QualityJobOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Quality";

    private const int LeastSecretLength = 16;
    private const long LeastRows = 1_000;
    private const long MostMostRows = 50_000_000;

    /// <summary>Time from one report to the next; 0: only when asked for.
    /// <value>Default one day; 0, or a minute to 28 days.</value></summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Interactions read at most, the newest: some 60 bytes of memory each while a report is made.
    /// <value>Default 500,000; range 1,000 to 50,000,000.</value></summary>
    public long MostRows { get; init; } = 500_000;

    /// <summary>Address that findings are posted to as they change; null: nobody is told.
    /// <value>Default null; otherwise an http or https address.</value></summary>
    public string? Webhook { get; init; }

    /// <summary>Key that what is posted is signed with. <value>At least 16 characters where there is an
    /// address.</value></summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public QualityJobOptions Validate()
    {
        if (Every != TimeSpan.Zero && (Every < TimeSpan.FromMinutes(1) || Every > TimeSpan.FromDays(28)))
            throw Invalid(nameof(Every), $"{Every}", "it must be 00:00:00 (never) or from 00:01:00 to 28.00:00:00");
        if (MostRows is < LeastRows or > MostMostRows)
            throw Invalid(nameof(MostRows), $"{MostRows}", $"it must be from {LeastRows} to {MostMostRows}");
        if (Webhook is not null && !IsAddress(Webhook))
            throw Invalid(nameof(Webhook), Webhook, "it must be an http or https address");
        if (Webhook is not null && (WebhookSecret?.Length ?? 0) < LeastSecretLength)
        {
            throw Invalid(
                nameof(WebhookSecret), $"{WebhookSecret?.Length ?? 0} characters long",
                $"it must have at least {LeastSecretLength}, so that whoever is told can check who told them");
        }

        return this;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static AyniException Invalid(string name, string value, string rule) =>
        new(ErrorCodes.Invalid, $"{Section}:{name} is {value}; {rule}. Set it, or leave it out.");
}
