namespace Orleans.Reminders;

/// <summary>Key under which reminders look up their clock.</summary>
public static class ReminderTimeProviderNames
{
    public const string Reminders = "Orleans.Reminders";
}
