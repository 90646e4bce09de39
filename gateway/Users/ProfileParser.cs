using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Domain.Users;

namespace Ayni.Gateway.Users;

/// <summary>Reads profiles.</summary>
internal static class ProfileParser
{
    public const long MaxBodyBytes = 64 * 1024;

    private const int MaxSegmentLength = 128;
    private const int MaxLanguageLength = 35;

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static UserProfile Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var profile = FieldReader.Open(body, "", problems) is { } fields ? Read(fields) : null;
        return profile is not null && problems.Count == 0 ? profile : throw RefusalException.OfFields(problems);
    }

    private static UserProfile Read(FieldReader fields)
    {
        var country = fields.Text("country", MaxSegmentLength);
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            fields.Refuse("country", "Not a country code.", "Send two capital letters (ISO 3166-1), such as PE.");
        var profile = new UserProfile
        {
            Segment = fields.Text("segment", MaxSegmentLength),
            Country = country,
            Language = fields.Text("language", MaxLanguageLength),
            ConsentsToPersonalization = fields.Flag("consents_to_personalization") ?? true,
            Attributes = fields.Attributes("attributes") ?? AttributeSet.Empty,
        };
        // Replaced whole: a misspelt consent would be given where it was withdrawn.
        fields.RefuseUnknown("No such field of a profile.");
        return profile;
    }
}
