using Ayni.Domain.Errors;

namespace Ayni.Domain.Access;

/// <summary>The scopes by the names they have in keys, tokens, settings and refusals.</summary>
public static class AccessScopeNames
{
    private static readonly (AccessScopes Scope, string Name)[] Each =
    [
        (AccessScopes.Events, "events"), (AccessScopes.Recommend, "recommend"), (AccessScopes.Catalogue, "catalogue"),
        (AccessScopes.Train, "train"), (AccessScopes.Monitor, "monitor"), (AccessScopes.Admin, "admin"),
    ];

    /// <summary>All names, in the order of the values.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Each.Select(one => one.Name)];

    /// <summary>The names of some scopes.</summary>
    public static IReadOnlyList<string> Of(AccessScopes scopes) =>
        [.. Each.Where(one => scopes.HasFlag(one.Scope)).Select(one => one.Name)];

    /// <summary>The names of some scopes in one text.</summary>
    public static string TextOf(AccessScopes scopes) => string.Join(", ", Of(scopes));

    /// <summary>The scope of a name, or null.</summary>
    public static AccessScopes? Find(string name)
    {
        var index = Array.FindIndex(Each, one => one.Name == name);
        return index < 0 ? null : Each[index].Scope;
    }

    /// <summary>The scopes that a text names, with commas or blanks between them.</summary>
    /// <param name="text">Such as <c>events, recommend</c>.</param>
    /// <param name="field">What holds the text, for the error.</param>
    /// <exception cref="AyniException"><c>invalid</c>: it names none, or one that there is not.</exception>
    public static AccessScopes Parse(string? text, string field)
    {
        var names = (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"{field} names no scope. Name some of {string.Join(", ", All)}.");
        }

        var scopes = AccessScopes.None;
        foreach (var name in names)
        {
            scopes |= Find(name) ?? throw new AyniException(
                ErrorCodes.Invalid, $"{field}: there is no scope '{name}'. {Nearest.Remedy(name, All)}");
        }

        return scopes;
    }

    /// <summary>Whether what a caller has is enough: admin is for everything.</summary>
    /// <param name="held">What the caller has.</param>
    /// <param name="needed">One scope.</param>
    public static bool Cover(this AccessScopes held, AccessScopes needed) =>
        held.HasFlag(AccessScopes.Admin) || held.HasFlag(needed);
}
