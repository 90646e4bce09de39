using System.Text.Json;
using Ayni.Domain.Access;
using Ayni.Gateway.Scheduling;
using Ayni.Silo.Security;

namespace Ayni.Gateway.Security;

/// <summary>Reads what is asked of keys; a misspelt field would make a key that lives longer, or may more, than meant.
/// </summary>
internal static class KeyParser
{
    public const long MaxBodyBytes = 4 * 1024;

    private static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(1);

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static (string Name, AccessScopes Scopes, bool IsPublic, DateTimeOffset? ExpiresAt) Parse(
        JsonElement body, DateTimeOffset now)
    {
        var problems = new List<FieldProblem>();
        if (FieldReader.Open(body, "", problems) is not { } fields)
            throw RefusalException.OfFields(problems);
        var name = fields.Text("name", AccessKey.MaxNameLength, required: true) ?? "";
        var scopes = ScopesIn(fields);
        var isPublic = fields.Flag("public") ?? false;
        var expiresAt = fields.Time("expires_at", now, DateTimeOffset.MaxValue);
        if (isPublic && (scopes & ~KeyRules.OfPublic) != 0)
        {
            fields.Refuse(
                "scopes", "Holds what a public key cannot have.",
                $"Send {AccessScopeNames.TextOf(KeyRules.OfPublic)}, or make a key that is not public.");
        }

        fields.RefuseUnknown("No such field of a key.");
        return problems.Count == 0 ? (name, scopes, isPublic, expiresAt) : throw RefusalException.OfFields(problems);
    }

    /// <exception cref="RefusalException">Something in it is wrong.</exception>
    public static TimeSpan ParseOverlap(JsonElement body)
    {
        const string Name = "overlap";
        var problems = new List<FieldProblem>();
        if (FieldReader.Open(body, "", problems) is not { } fields)
            throw RefusalException.OfFields(problems);
        var text = fields.Text(Name, ScheduleLength.MaxLength);
        var overlap = text is null ? UsualOverlap : ScheduleLength.Parse(text);
        if (overlap is null || overlap > KeyAdministration.MaxOverlap)
        {
            fields.Refuse(
                Name, $"Not a length of time up to {KeyAdministration.MaxOverlap.TotalDays} days.",
                "Send a whole number with its unit, such as \"30m\", \"12h\" or \"7d\", or \"0\".");
        }

        fields.RefuseUnknown("No such field of a rotation.");
        return problems.Count == 0 ? overlap!.Value : throw RefusalException.OfFields(problems);
    }

    private static AccessScopes ScopesIn(FieldReader fields)
    {
        const string Name = "scopes";
        var scopes = AccessScopes.None;
        foreach (var name in fields.Strings(Name, AccessScopeNames.All.Count, AccessKey.MaxNameLength))
        {
            if (AccessScopeNames.Find(name) is { } scope)
                scopes |= scope;
            else
                fields.Refuse(Name, $"There is no scope '{name}'.", Nearest.Remedy(name, AccessScopeNames.All));
        }

        if (scopes == AccessScopes.None)
            fields.Refuse(Name, "Names no scope.", $"Send some of {string.Join(", ", AccessScopeNames.All)}.");
        return scopes;
    }
}
