using System.Text.Json;
using Ayni.Domain.Consents;

namespace Ayni.Gateway.Users;

/// <summary>Reads what shoppers say of their consent.</summary>
internal static class ConsentParser
{
    public const long MaxBodyBytes = 4 * 1024;

    private static readonly string Purposes = string.Join(", ", PurposeNames.All.Select(PurposeNames.Of));

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static ConsentChoice Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var choice = FieldReader.Open(body, "", problems) is { } fields ? Read(fields, problems) : null;
        return choice is not null && problems.Count == 0 ? choice : throw RefusalException.OfFields(problems);
    }

    private static ConsentChoice Read(FieldReader fields, List<FieldProblem> problems)
    {
        var choice = new ConsentChoice(
            FlagOf(fields, Purpose.Personalisation),
            FlagOf(fields, Purpose.Training),
            FlagOf(fields, Purpose.Analytics));
        fields.RefuseUnknown("No such purpose.");
        if (choice.IsEmpty && problems.Count == 0)
        {
            fields.Refuse(
                PurposeNames.Of(Purpose.Personalisation), "No purpose is named.",
                $"Send true or false for at least one of {Purposes}.");
        }

        return choice;
    }

    // Null says neither: of a consent that may not be guessed.
    private static bool? FlagOf(FieldReader fields, Purpose purpose)
    {
        var name = PurposeNames.Of(purpose);
        if (fields.IsNull(name))
            fields.Refuse(name, "Null.", "Send true or false, or leave it out to keep it as it is.");
        return fields.Flag(name);
    }
}
