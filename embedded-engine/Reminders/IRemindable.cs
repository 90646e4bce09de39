namespace Orleans;

/// <summary>A grain that can be woken by reminders.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}
