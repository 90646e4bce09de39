using System.Text.Json;
using Ayni.Domain.Training;
using Ayni.Gateway.Training;
using Ayni.Grains.Training;

namespace Ayni.Gateway.Scheduling;

/// <summary>Reads a schedule; a misspelt field would train at other times than asked, so it is refused.</summary>
internal static class ScheduleParser
{
    public const long MaxBodyBytes = 32 * 1024;

    private const int MaxZoneLength = 64;

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static TrainingSchedule Parse(JsonElement body, DateTimeOffset now)
    {
        var problems = new List<FieldProblem>();
        if (FieldReader.Open(body, "", problems) is not { } fields)
            throw RefusalException.OfFields(problems);
        var schedule = Read(fields);
        if (problems.Count == 0)
        {
            foreach (var problem in ScheduleRules.Problems(schedule, now))
            {
                var field = JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Field);
                fields.Refuse(field, problem.Reason, $"Correct {field}.");
            }
        }

        return problems.Count == 0 ? schedule : throw RefusalException.OfFields(problems);
    }

    private static TrainingSchedule Read(FieldReader fields)
    {
        var usual = new TrainingSchedule();
        var schedule = usual with
        {
            Cron = fields.Text("cron", ScheduleRules.MaxCronLength),
            TimeZone = fields.Text("time_zone", MaxZoneLength),
            Options = OptionsIn(fields),
            Enabled = fields.Flag("enabled") ?? usual.Enabled,
            MinInterval = IntervalIn(fields) ?? usual.MinInterval,
            MinNewInteractions = fields.Whole("min_new_interactions", 0, ScheduleRules.MaxNewInteractions)
                ?? usual.MinNewInteractions,
            RetrainOnDrift = fields.Flag("retrain_on_drift") ?? usual.RetrainOnDrift,
            RetrainOnMetricFall = fields.Flag("retrain_on_metric_fall") ?? usual.RetrainOnMetricFall,
        };
        fields.RefuseUnknown("No such field of a schedule.");
        return schedule;
    }

    private static TrainingOptions OptionsIn(FieldReader fields)
    {
        if (fields.Object("options") is not { } options)
            return TrainingParser.Usual;
        if (options.Has("as_of_position") && !options.IsNull("as_of_position"))
        {
            options.Refuse(
                "as_of_position", "A schedule trains on the log as it is then.", "Leave it out.");
        }

        return TrainingParser.Read(options);
    }

    private static TimeSpan? IntervalIn(FieldReader fields)
    {
        const string Name = "min_interval";
        if (fields.Text(Name, ScheduleLength.MaxLength) is not { } text)
            return null;
        if (ScheduleLength.Parse(text) is { } length && length <= ScheduleRules.MaxInterval)
            return length;
        fields.Refuse(
            Name, $"Not a length of time up to {ScheduleRules.MaxInterval.TotalDays} days.",
            "Send a whole number with its unit, such as \"90m\", \"6h\" or \"7d\", or \"0\".");
        return null;
    }
}
