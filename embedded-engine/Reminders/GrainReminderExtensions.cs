using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Reminders;

namespace Orleans;

/// <summary>What a grain may ask of the reminder service.</summary>
public static class GrainReminderExtensions
{
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder(grain, reminderName, dueTime, period, CancellationToken.None);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period,
        CancellationToken cancellationToken) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period, cancellationToken);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder(grain, reminderName, dueTime, period, CancellationToken.None);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reminderName))
            throw new ArgumentNullException(nameof(reminderName));
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException(
                $"Grain {grain.GrainContext.GrainId} is not '{nameof(IRemindable)}'. A grain should implement "
                + $"{nameof(IRemindable)} to use the persistent reminder service");
        }

        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IGrainReminder>(cancellationToken)
            : ServiceOf(grain).RegisterOrUpdateAsync(
                grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        UnregisterReminder((IGrainBase)grain, reminder);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        ServiceOf(grain).UnregisterAsync(grain.GrainContext.GrainId, reminder);

    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        GetReminder((IGrainBase)grain, reminderName);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        ServiceOf(grain).GetAsync(grain.GrainContext.GrainId, reminderName);

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
        ServiceOf(grain).GetAllAsync(grain.GrainContext.GrainId);

    private static ReminderService ServiceOf(IGrainBase grain) => Activation.Of(grain).Silo.Reminders;
}
