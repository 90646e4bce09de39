using Ayni.Domain.Errors;

namespace Ayni.Gateway.Security.Origins;

/// <summary>Pages of which other hosts a browser lets ask; configuration section <c>Ayni:Cors</c>.</summary>
/// <param name="Origins">Schemes and hosts, as browsers send them; <c>*</c> alone: any.</param>
/// <param name="Credentials">Whether a browser sends what it keeps of the caller, such as a typed password.</param>
internal sealed record OriginOptions(IReadOnlyList<string> Origins, bool Credentials)
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Cors";

    /// <summary>Any page of the web.</summary>
    public const string Any = "*";

    private const string ListName = $"{Section}:Origins";
    private const string CredentialsName = $"{Section}:Credentials";
    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>Any page may ask.</summary>
    public bool AllowsAny => Origins.Contains(Any);

    /// <summary>Reads a list, either one text with commas or an item each.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: no origin, or any with credentials.</exception>
    public static OriginOptions Of(IConfiguration configuration)
    {
        var origins = configuration.GetSection(ListName).AsEnumerable()
            .SelectMany(item => (item.Value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var options = new OriginOptions(origins, ReadCredentials(configuration[CredentialsName]));
        foreach (var origin in origins)
            Check(origin);
        if (options.AllowsAny && origins.Count > 1)
            throw Invalid(ListName, string.Join(',', origins), "it must be * alone, or the origins without it");
        if (options is { AllowsAny: true, Credentials: true })
        {
            throw Invalid(
                CredentialsName, "true",
                $"with {ListName} = * any page of the web could act for whoever is signed in. List the origins by "
                + "name, or leave the credentials off: an API key in a header needs none");
        }

        return options;
    }

    private static bool ReadCredentials(string? text) => text switch
    {
        null or "" => false,
        _ when bool.TryParse(text, out var value) => value,
        _ => throw Invalid(CredentialsName, text, "it must be true or false"),
    };

    private static void Check(string origin)
    {
        if (origin == Any)
            return;
        var isOrigin = Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri!.GetLeftPart(UriPartial.Authority) == origin
            && uri.UserInfo.Length == 0
            && !origin.Contains(Any, StringComparison.Ordinal);
        if (!isOrigin)
        {
            throw Invalid(
                ListName, origin,
                "an origin is scheme and host as a browser sends them, in small letters, without a path or a usual "
                + "port, such as https://shop.example. List each by name; * alone allows any");
        }
    }

    private static AyniException Invalid(string name, string value, string problem) =>
        new(ErrorCodes.Invalid, $"{name} has '{value}': {problem}.");
}
