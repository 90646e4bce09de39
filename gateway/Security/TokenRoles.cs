using System.Security.Claims;
using System.Text.Json;

namespace Ayni.Gateway.Security;

/// <summary>Finds the roles in the claims of a token.</summary>
internal static class TokenRoles
{
    /// <summary>The roles: each value whole, and its words where it has several.</summary>
    /// <param name="claims">Claims of a token; an object in it is one claim with its JSON.</param>
    /// <param name="path">Name of the claim; dots lead into objects, unless a claim has the name as it is.</param>
    public static IReadOnlyList<string> In(IEnumerable<Claim> claims, string path)
    {
        Claim[] all = [.. claims];
        string[] direct = [.. all.Where(claim => claim.Type == path).Select(claim => claim.Value)];
        string[] steps = path.Split('.');
        var values = direct.Length > 0 || steps.Length == 1
            ? direct
            : all.Where(claim => claim.Type == steps[0]).SelectMany(claim => Within(claim.Value, steps[1..]));
        return [.. values.SelectMany(WholeAndWords).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> WholeAndWords(string value) =>
        value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(value);

    private static IReadOnlyList<string> Within(string json, string[] steps)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var element = document.RootElement;
            foreach (var step in steps)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                    return [];
            }

            return element.ValueKind switch
            {
                JsonValueKind.String => [element.GetString()!],
                JsonValueKind.Array =>
                [
                    .. element.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String)
                        .Select(one => one.GetString()!),
                ],
                _ => [],
            };
        }
        catch (JsonException)
        {
            // A claim of that name that is no object holds no roles.
            return [];
        }
    }
}
